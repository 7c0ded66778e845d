/* Formats works with citeproc-js: reads an order as JSON from standard input, and answers as JSON on standard output.
   {engine, locale, styles: {name: csl}, items: [CSL-JSON], probes: {name: {locator, label}}}
   → {style: {id: {first: {probe: html}, later: {probe: html}, list: html}}} */
"use strict"
const order = JSON.parse(require("fs").readFileSync(0, "utf8"))
const CSL = require(order.engine)
const FIRST = 0
const LATER = 1

function formatted(engine, item) {
  engine.updateItems([item.id])
  const cite = (probe, position) => engine.makeCitationCluster([{ id: item.id, ...probe, position }])
  const all = position => Object.fromEntries(Object.entries(order.probes).map(([name, probe]) => [name, cite(probe, position)]))
  const list = engine.makeBibliography()
  return { first: all(FIRST), later: all(LATER), list: list ? list[1].join("").trim() : "" }
}

const answer = {}
for (const [name, style] of Object.entries(order.styles)) {
  const system = { retrieveLocale: () => order.locale, retrieveItem: id => order.items.find(item => item.id === id) }
  /* To make an engine takes seconds: one for each style, and of the works it knows one at a time. */
  const engine = new CSL.Engine(system, style, "en-US", true)
  answer[name] = Object.fromEntries(order.items.map(item => [item.id, formatted(engine, item)]))
}
process.stdout.write(JSON.stringify(answer))
