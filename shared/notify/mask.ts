/** `+8613800138000` → `+86138****8000`: enough to recognise, not enough to call. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '****' : `${phone.slice(0, -8)}****${phone.slice(-4)}`

/** Text that may stand in a log or on record: where it holds one of our links, without the token. */
export const maskLinks = (text: string): string => text.replace(/\/([pci])\/[\w-]{12}/g, '/$1/…')
