/* The frame of a page: where the reader is, in the contents, in the head and by printed page; what stands open. Places are told by the
   browser when they change (IntersectionObserver): to ask for them would have a long page laid out once more before it can be used. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  if (!article) return
  const byId = id => (id ? document.getElementById(decodeURIComponent(id)) : null)

  /* Calls back with the last of some elements that lies above a line, as part of the height of the screen from its top. */
  function reached(elements, line, tell) {
    if (!elements.length) return
    const above = new Set()
    const observer = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) above[isIntersecting ? "add" : "delete"](target)
      tell(elements.findLast(one => above.has(one)), above)
    }, { rootMargin: `9999999px 0px -${100 - line}% 0px` })
    elements.forEach(one => observer.observe(one))
  }

  /* The section that is being read, in the contents of the page; the list follows where it is longer than the screen. */
  const aisle = document.querySelector(".sections")
  const links = new Map([...(aisle?.querySelectorAll("a") || [])].map(link => [byId(link.hash.slice(1)), link]))
  links.delete(null)
  let here = null
  reached([...links.keys()], 25, heading => {
    const link = links.get(heading) || null
    if (link === here) return
    here?.removeAttribute("aria-current")
    link?.setAttribute("aria-current", "true")
    here = link
    if (link) follow(aisle, link)
  })
  function follow(list, link) {
    const [box, at] = [list.getBoundingClientRect(), link.getBoundingClientRect()]
    if (at.top < box.top + 40 || at.bottom > box.bottom - 40) list.scrollTop += at.top - box.top - box.height / 3
  }

  /* The name of the page in the bar, once its heading has gone. */
  const heading = article.querySelector("h1")
  const bar = document.querySelector(".md-header__title")
  if (heading && bar) {
    new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
      bar.classList.toggle("md-header__title--active", !isIntersecting && boundingClientRect.bottom < 100)
    }, { rootMargin: "-48px 0px 0px 0px" }).observe(heading)
  }

  /* The printed page of the passage in view, in the bar. Nothing moves for it, and who hears the page has the numbers in the text. */
  const block = document.querySelector("details.cite[data-begins]")
  const marks = [...article.querySelectorAll("a.pb")]
  if (bar && block && (marks.length || block.dataset.begins)) {
    const place = document.createElement("div")
    place.className = "here"
    place.setAttribute("aria-hidden", "true")
    bar.after(place)
    const end = document.querySelector("section.notes, section.moved, nav.pagelist") || block
    reached([...marks, end], 25, (last, above) => {
      const n = last ? last.id.replace(/^pb-/, "") : block.dataset.begins
      place.textContent = n && !above.has(end) ? `p. ${n}` : ""
    })
  }

  /* The place of the page in the contents of the edition, where that list is longer than the screen. */
  const way = document.querySelector(".way")
  const current = way?.querySelector("[aria-current]")
  if (current) {
    new ResizeObserver(() => { if (way.offsetHeight) follow(way, current) }).observe(way)
  }

  /* A way that was opened over the page closes when it has been taken, or when there is room for it beside the page. */
  const ways = document.querySelectorAll(".aisle")
  const close = () => ways.forEach(one => one.matches(":popover-open") && one.hidePopover())
  ways.forEach(one => one.addEventListener("click", event => event.target.closest("a") && close()))
  matchMedia("(min-width: 60em)").addEventListener("change", close)
  matchMedia("(min-width: 76.25em)").addEventListener("change", close)

  /* What is folded opens when an address leads into it. */
  function unfold() {
    const target = byId(location.hash.slice(1))
    for (let one = target && target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true
  }
  addEventListener("hashchange", unfold)
  unfold()
})()
