"""Measures the gate and the understanding, and writes docs/evaluation.md. No server imports it."""
