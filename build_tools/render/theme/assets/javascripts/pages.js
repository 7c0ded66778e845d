/* Going to a printed page: a box before the list of pages, which says what page of the site holds which. Alt+Shift+G leads to the box. */
(function () {
  "use strict"
  const list = document.querySelector("nav.pagelist")
  if (!list) return
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const number = /^\d+$/
  const leaves = list.dataset.leaves.split(" ").map(leaf => {
    const [, name, runs] = /^(.*):(.*)$/.exec(leaf)
    return { name, runs: runs.split(",").map(run => run.split("-")) }
  })
  const holds = ([first, last = first], n) => n === first || ([first, last, n].every(one => number.test(one)) && +first <= +n && +n <= +last)

  const holding = n => leaves.find(one => one.runs.some(run => holds(run, n)))
  const address = n => `${holding(n).name}.html#pb-${encodeURIComponent(n)}`

  /* The pages next to one that does not exist; of a word that is no number, the first and the last. */
  function nearest(n) {
    const ends = leaves.flatMap(leaf => leaf.runs.flat())
    if (!number.test(n)) return [ends[0], ends[ends.length - 1]]
    const below = ends.filter(one => number.test(one) && +one < +n).pop()
    const above = ends.find(one => number.test(one) && +one > +n)
    return [below, above].filter(Boolean)
  }

  const field = make("input", { id: "goto", type: "text", size: 6, autocomplete: "off", inputMode: "numeric" })
  const said = make("span", { className: "goto-said" })
  said.setAttribute("role", "status")
  field.setAttribute("aria-keyshortcuts", "Alt+Shift+G")
  const form = make("form", { className: "goto" }, make("label", { htmlFor: "goto", textContent: "Go to page " }), field,
    make("button", { type: "submit", textContent: "Go" }), said)
  form.addEventListener("submit", event => {
    event.preventDefault()
    const asked = field.value.trim().replace(/^pp?\.?\s*/i, "")
    /* Of several pages the first is meant. */
    const n = holding(asked) ? asked : asked.replace(/\s*[-–,].*$/, "")
    if (holding(n)) location.href = address(n)
    else if (!n) said.textContent = "Which page?"
    else {
      const links = nearest(n).flatMap((one, at) => [at ? ", " : "", make("a", { href: address(one), textContent: one })])
      said.replaceChildren(`The edition has no page ${n}. Nearest: `, ...links, ".")
    }
  })
  list.prepend(form)
  document.addEventListener("keydown", event => {
    if (event.code !== "KeyG" || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    field.focus()
  })
})()
