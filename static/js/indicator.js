// The plot of an indicator's figures in time. The table below it says the same in words.
"use strict";

(() => {
  const box = document.getElementById("plot");
  const data = JSON.parse(document.getElementById("plot-data").textContent);
  // A form and a dash for each line: it reads without colour.
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
  const DASHES = ["solid", "dashed", "dotted", [10, 4, 2, 4]];
  const COLOURS = ["--link", "--seal", "--outcomes", "--next-steps", "--prose"];
  const SCALES = [[1e8, "亿"], [1e4, "万"]];
  const MOST_LABELS = 30;

  const chart = echarts.init(box, null, { renderer: "canvas" });
  box.closest("section").hidden = false;
  chart.resize();
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const narrow = () => box.clientWidth < 500;

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function scaled(value) {
    const scale = SCALES.find(([size]) => Math.abs(value) >= size);
    return scale ? `${Number((value / scale[0]).toPrecision(6))}${scale[1]}` : String(value);
  }

  function line(series, place) {
    const ink = colour(COLOURS[place % COLOURS.length]);
    return {
      name: series.name,
      type: series.planned ? "scatter" : "line",
      symbol: series.planned ? "emptyDiamond" : SYMBOLS[place % SYMBOLS.length],
      symbolSize: 10,
      color: ink,
      lineStyle: { type: DASHES[place % DASHES.length], width: 2 },
      labelLayout: { hideOverlap: true },
      label: {
        show: data.series.flatMap((one) => one.points).length <= MOST_LABELS,
        position: "top",
        color: colour("--ink"),
        textBorderColor: colour("--paper"),
        textBorderWidth: 3,
        formatter: (point) => point.data.printed,
      },
      data: series.points.map((point) => ({ value: [point.on, point.low], ...point })),
    };
  }

  function draw() {
    const soft = { color: colour("--ink-soft") };
    const rule = { lineStyle: { color: colour("--rule") } };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 24, top: 40 + 24 * (narrow() ? data.series.length : 1), bottom: 8, containLabel: true },
      legend: {
        top: 0, left: 0, itemWidth: 40, textStyle: soft,
        orient: narrow() ? "vertical" : "horizontal",
        type: narrow() ? "plain" : "scroll",
      },
      tooltip: {
        trigger: "item",
        renderMode: "richText",
        confine: true,
        backgroundColor: colour("--paper"),
        borderColor: colour("--ink-soft"),
        textStyle: { color: colour("--ink") },
        formatter: (point) => `${point.seriesName}\n${point.data.on}　${point.data.printed}\n${point.data.said}`,
      },
      xAxis: {
        type: "time", boundaryGap: ["4%", "6%"], axisLine: rule, splitLine: { show: false },
        axisLabel: { ...soft, hideOverlap: true, formatter: { year: "{yyyy}年", month: "{M}月", day: "{M}月{d}日" } },
      },
      yAxis: {
        type: "value", name: data.unit, nameTextStyle: { ...soft, align: "left" },
        axisLabel: { ...soft, formatter: scaled }, splitLine: rule,
      },
      series: data.series.map(line),
    }, true);
  }

  draw();
  dark.addEventListener("change", draw);
  document.addEventListener("display", draw);
  new ResizeObserver(() => { chart.resize(); draw(); }).observe(box);
})();
