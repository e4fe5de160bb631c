let loaded: Promise<void> | undefined

/** The styles of Ant Design. The page names them where they belong, before our own, and leaves them switched off. */
export const antSheet = (): Promise<void> => {
  loaded ??= new Promise((resolve) => {
    const sheet = document.querySelector<HTMLLinkElement>('link[disabled]')
    if (!sheet) return resolve()
    sheet.onload = sheet.onerror = () => resolve()
    sheet.disabled = false
  })
  return loaded
}
