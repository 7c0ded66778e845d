/* Words and questions: how words are compared, what a query asks for, and where its words stand in a text. Touches no page. */
(function (root) {
  "use strict"
  const WORD = /[\p{L}\p{N}]+/gu
  const fold = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
  const terms = text => fold(text).match(WORD) || []

  /* Who asks a question means its other words. */
  const ASKING = new Set(["who", "what", "where", "when", "why", "how", "which"])
  const SMALL = new Set([...ASKING, "is", "are", "was", "were", "did", "do", "does", "much", "many", "a", "an", "the", "of", "in", "to"])

  /* Two years that belong together, 1926/27 or 1926–1927: each book writes them in its own way. */
  function years(words) {
    const [first, last] = words.length === 2 && /^1\d{3}$/.test(words[0]) ? words : []
    const next = String(+first + 1)
    return last === next || last === next.slice(2) ? new Map([[last, [last === next ? next.slice(2) : next]]]) : null
  }

  /* ---------------------------------------------------------------- the query
     kolkhoz* "state farms" "grain prices"~5 -kulak  →  words, beginnings, phrases, words near each other, and what must not occur */
  function parse(query) {
    const parts = []
    const row = /(-)?(?:"([^"]*)"?(?:~(\d+))?|([^\s"]+))/gu
    for (const [, no, phrase, near, word] of query.matchAll(row)) {
      const words = terms(phrase ?? word)
      if (!words.length) continue
      const open = phrase === undefined && word.endsWith("*")
      /* A word with a hyphen in it is a phrase of its parts, or one word without it: pre-war, prewar. */
      const joined = word?.includes("-") && !open ? words.join("") : ""
      parts.push({ words, joined, also: years(words), no: !!no, open, near: near === undefined ? 0 : Math.max(1, +near), phrase: words.length > 1 })
    }
    const meant = parts.filter(part => part.phrase || part.no || !SMALL.has(part.words[0]))
    return parts.length && ASKING.has(parts[0].words[0]) && meant.some(part => !part.no) ? meant : parts
  }

  /* The number of words in the shortest run that has all of them. */
  function width(held, words, is) {
    const last = words.map(() => -Infinity)
    let best = Infinity
    held.forEach((one, at) => {
      words.forEach((word, n) => { if (is(one, word)) last[n] = at })
      best = Math.min(best, at - Math.min(...last) + 1)
    })
    return best
  }

  /* Letters to change, to add, to take away or to swap. */
  function distance(one, other) {
    let [row, above] = [[...Array(other.length + 1).keys()], []]
    for (let i = 1; i <= one.length; i++) {
      const next = [i]
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], above[j - 2] + 1)
      }
      above = row
      row = next
    }
    return row[other.length]
  }

  /* Where the words stand in a text: [from, to] in its characters. Folding may change the number of letters, so words are compared whole. */
  function marked(text, words) {
    const found = []
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const one = fold(match[0])
      if (words.some(({ word, begins }) => one === word || (begins && one.startsWith(word)))) found.push([match.index, match.index + match[0].length])
    }
    return found
  }

  const api = { fold, terms, parse, width, distance, marked }
  if (typeof module !== "undefined") module.exports = api
  else root.EditionQuery = api
})(globalThis)
