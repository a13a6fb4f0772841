// On a narrow screen a row of a list becomes a card; each cell then carries the head of its column.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("#result_list, .import-preview").forEach((table) => {
    const heads = [...table.querySelectorAll("thead th")].map((head) => (head.querySelector(".text") || head).textContent.trim());
    table.querySelectorAll("tbody tr").forEach((row) => {
      [...row.children].forEach((cell, place) => { if (heads[place]) cell.dataset.label = heads[place]; });
    });
  });
});

// The form of an indicator shows what its measure and its calculation use; a box that holds something is never hidden.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("indicator_form");
  const measure = form?.querySelector("#id_measure");
  const calculation = form?.querySelector("#id_calculation");
  if (!measure || !calculation) return;
  const isRatio = () => ["ratio", "pooled"].includes(calculation.value);
  const USED = {
    numerator_label: isRatio,
    denominator_label: isRatio,
    predicate_scale: () => measure.value === "predicate",
    decimals: () => measure.value !== "predicate",
    measure_label: () => measure.value !== "percent" && measure.value !== "predicate",
  };
  const decimals = form.querySelector("#id_decimals");
  const show = () => {
    Object.entries(USED).forEach(([name, isUsed]) => {
      const row = form.querySelector(`.form-row.field-${name}`);
      const box = form.querySelector(`#id_${name}`);
      if (row && box) row.hidden = !isUsed() && !(name !== "decimals" && box.value) && !row.querySelector(".errorlist");
    });
    if (decimals) decimals.placeholder = ["count", "rupiah"].includes(measure.value) ? "0" : "2";
    const parts = document.getElementById("components-group");
    const hasParts = ["weighted", "mean", "sum", "survey", "count"].includes(calculation.value);
    if (parts) parts.hidden = !hasParts && !parts.querySelector(".has_original, .errornote, .errorlist");
  };
  [measure, calculation].forEach((box) => box.addEventListener("change", show));
  show();
});
