"""Texts that try to run as code when a page shows them carelessly. Each would set `window.__ran`."""

from __future__ import annotations

RUN = "window.__ran=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<math><mtext><style><img src=x onerror={RUN}></style></mtext></math>",
    f"<template><img src=x onerror={RUN}></template>",
    f"\"><img src=x onerror={RUN}>",
    f"' autofocus onfocus='{RUN}",
    f"[x](javascript:{RUN})",
    f"[x](JaVaScRiPt:{RUN})",
    f"[x](java\tscript:{RUN})",
    f"[x](\x01javascript:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f"[x](vbscript:{RUN})",
    f"[x](https://x.example\"onmouseover=\"{RUN})",
    f"[<img src=x onerror={RUN}>](https://x.example)",
    f"**<img src=x onerror={RUN}>**",
    f"- <img src=x onerror={RUN}>",
    f"![x](x\"onerror=\"{RUN})",
    f"${{{RUN}}}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"<!--><img src=x onerror={RUN}>-->",
    f"</textarea><img src=x onerror={RUN}>",
    f"</script><script>{RUN}</script>",
    f"<link rel=stylesheet href=https://x.example/x.css onload={RUN}>",
    f"<style>@import 'https://x.example/x.css';</style><img src=x onerror={RUN}>",
)  # fmt: skip
