// Runs inside the page: what the page as it is now shows to a thumb and to tired eyes. Its value is the last expression.
;(() => {
  // What hides in a panel must fit as well.
  for (const panel of document.querySelectorAll('details')) panel.open = true

  const LEAST_CONTRAST = 4.5
  const LEAST_TARGET = 44
  const CONTROLS = 'a, button, summary, select, textarea, input:not([type=hidden]):not([type=radio])'

  const colour = (text) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return { rgb: [red, green, blue], alpha }
  }
  const over = (front, back) => front.rgb.map((part, at) => part * front.alpha + back[at] * (1 - front.alpha))
  const backgroundOf = (element) => {
    if (!element) return [255, 255, 255]
    const own = colour(getComputedStyle(element).backgroundColor)
    return own.alpha === 1 ? own.rgb : over(own, backgroundOf(element.parentElement))
  }
  /** Relative luminance and contrast ratio as WCAG 2 defines them. */
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (element) => {
    const back = backgroundOf(element)
    const front = over(colour(getComputedStyle(element).color), back)
    const [low, high] = [luminance(front), luminance(back)].sort((one, other) => one - other)
    return (high + 0.05) / (low + 0.05)
  }
  const nameOf = (element) => `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')

  const visible = [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility())
  const written = visible.filter((element) => hasText(element) || element.matches('input, textarea, select'))
  const targets = [
    ...visible.filter((element) => element.matches(CONTROLS)),
    ...visible.filter((element) => element.matches('label:has(input[type=radio])')),
  ]
  return {
    texts: written.length,
    tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    faint: written
      .map((element) => ({ name: nameOf(element), ratio: contrast(element) }))
      .filter(({ ratio }) => ratio < LEAST_CONTRAST)
      .map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`),
    small: targets
      .map((element) => ({ name: nameOf(element), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < LEAST_TARGET || box.height < LEAST_TARGET)
      .map(({ name, box }) => `${name}: ${Math.round(box.width)}×${Math.round(box.height)}`),
  }
})()
