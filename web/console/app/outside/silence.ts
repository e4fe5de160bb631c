/** A host that stands still breaks no line: something is done each time that nothing was heard for so long, until the end. */
export function afterSilence(ms: number, then: () => void): { readonly heard: () => void; readonly end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => clearTimeout(timer)
  const heard = () => {
    end()
    timer = setTimeout(then, ms)
  }
  return { heard, end }
}
