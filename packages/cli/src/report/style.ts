/** The look of a report, in light and dark, on wide and narrow screens and on paper. Colours are variables: pictures use them too. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f4ef; --card: #fffefb; --ink: #20242c; --soft: #626a78; --rule: #e2ded4;
  --points: #9aa3b2; --alarm: #c81e4a;
  --k-means: #7a6a4f; --em: #2458c5; --em-from-noise: #1597a8; --biglearn-em: #d2500c; --truth: #3f8f3a;
  --label-0: #2a9d8f; --label-1: #e08a1e; --label-2: #8a5fd3; --label-3: #d1487b;
  --label-4: #4f86d9; --label-5: #7d9b2f; --label-6: #a0695a; --label-7: #7c8494;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151b; --card: #1a1e26; --ink: #e7e9ee; --soft: #9aa3b3; --rule: #2c323d;
    --points: #6b7485; --alarm: #ff6b8e;
    --k-means: #c9b48a; --em: #7aa7ff; --em-from-noise: #4cc9d6; --biglearn-em: #ff8b45; --truth: #7fce79;
    --label-0: #45c4b3; --label-1: #f2ad52; --label-2: #b392f0; --label-3: #f27ba5;
    --label-4: #82b1ff; --label-5: #abc95c; --label-6: #cf9a89; --label-7: #a7afbd;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 24px 64px; }
h1, h2 { font-family: "Iowan Old Style", Charter, "Palatino Linotype", Georgia, serif; font-weight: 600; line-height: 1.15; text-wrap: balance; }
h1 { font-size: clamp(1.9rem, 4.5vw, 2.9rem); margin: 0 0 8px; letter-spacing: -0.015em; }
h2 { font-size: 1.65rem; margin: 56px 0 6px; }
h3 { font-size: 0.95rem; margin: 0 0 10px; }
p { max-width: 76ch; margin: 0 0 14px; }
.lead { font-size: 1.12rem; color: var(--soft); }
.note, figcaption { font-size: 0.85rem; color: var(--soft); }
.note { margin-top: 8px; }
.card > :last-child, figure > :last-child { margin-bottom: 0; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 18px 20px; margin: 16px 0; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 16px; }
.panels .card { margin: 0; }
.panels + .panels, .panels + .card, .card + .panels { margin-top: 16px; }
.panels.small { grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 20px 18px; }
.panels.single { grid-template-columns: 1fr; }
figure { margin: 0; min-width: 0; }
figure h3 { display: flex; align-items: center; gap: 8px; margin-bottom: 4px; }
figcaption { margin-top: 6px; }
.plot { display: block; width: 100%; height: auto; color: var(--soft); font-family: inherit; font-size: 10.5px; overflow: visible; --plot-background: var(--card); }
.plot text { white-space: pre; }
.key { display: inline-block; flex: none; width: 0.7em; height: 0.7em; border-radius: 50%; margin-right: 8px; vertical-align: -0.02em; }
h3 .key { margin-right: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 0.88rem; color: var(--soft); margin: 10px 0 12px; padding: 0; list-style: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { padding: 7px 14px 7px 0; text-align: left; border-bottom: 1px solid var(--rule); white-space: nowrap; font-weight: 400; }
thead th { color: var(--soft); font-size: 0.82rem; }
tbody tr:last-child > * { border-bottom: 0; }
td:last-child, th:last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
small { color: var(--soft); }
.bar { display: inline-block; min-width: 96px; padding: 0 5px; border-radius: 3px; background: linear-gradient(to right, color-mix(in srgb, var(--em) 26%, transparent) var(--share), color-mix(in srgb, var(--soft) 10%, transparent) var(--share)); }
.heat { background: color-mix(in srgb, var(--biglearn-em) calc(var(--share) * 0.7), transparent); text-align: center; padding: 7px 12px; font-variant-numeric: tabular-nums; }
th.heat-head { text-align: center; padding: 7px 12px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 24px; margin: 0; font-size: 0.92rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 40px; font-size: 0.85rem; color: var(--soft); }
details > summary { cursor: pointer; font-weight: 600; font-size: 0.95rem; }
details[open] > summary { margin-bottom: 12px; }
@media (max-width: 560px) {
  main { padding: 24px 14px 40px; }
  .card { padding: 14px; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; }
}
@media print { body { background: none; } .card { break-inside: avoid; } }
`;
