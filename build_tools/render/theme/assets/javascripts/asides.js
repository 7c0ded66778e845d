/* Notes at the side, where the screen is wide enough: copies beside their calls, which screen readers do not meet, since the notes
   themselves stand at the end of the page. They lie outside the column, so that nothing moves when they come. Places are read only when
   the browser has laid the page out by itself; to have a long page laid out for them would hold it up. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  const calls = article ? [...article.querySelectorAll("a[role=doc-noteref][href^='#']")].filter(call => !call.closest(".notes")) : []
  if (!calls.length) return
  const wide = matchMedia("(min-width: 90em)")
  const MOST = 420
  let made = []

  function aside(call) {
    const note = document.getElementById(decodeURIComponent(call.hash.slice(1)))
    if (!note) return null
    const copy = note.cloneNode(true)
    copy.querySelectorAll(".permalink, .pb, button").forEach(one => one.remove())
    copy.querySelectorAll("a").forEach(one => { one.tabIndex = -1 })
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id")
    const element = document.createElement("aside")
    element.className = `side-note out${call.closest(".editorial") ? " editorial" : ""}`
    element.setAttribute("aria-hidden", "true")
    element.append(...copy.childNodes)
    element.classList.toggle("long", note.textContent.length > MOST)
    return { call, element }
  }

  function settle() {
    const top = article.getBoundingClientRect().top
    const places = made.map(({ call, element }) => ({
      element, shown: call.getClientRects().length > 0, at: call.getBoundingClientRect().top - top - 4, height: element.offsetHeight
    }))
    let free = 0
    for (const { element, shown, at, height } of places) {
      element.classList.toggle("out", !shown)
      if (!shown) continue
      const wanted = Math.max(free, at)
      element.style.top = `${wanted}px`
      free = wanted + height + 10
    }
  }

  function turn() {
    made.forEach(({ element }) => element.remove())
    made = wide.matches ? calls.map(aside).filter(Boolean) : []
    const whole = new Set(made.filter(({ element }) => !element.matches(".long")).map(({ call }) => call))
    calls.forEach(call => call.classList.toggle("aside-shown", whole.has(call)))
    article.append(...made.map(({ element }) => element))
  }
  wide.addEventListener("change", turn)
  const watch = new ResizeObserver(() => made.length && settle())
  watch.observe(article)
  turn()
})()
