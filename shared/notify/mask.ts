/** `+8613800138000` → `+86138****8000`: enough to recognise, not enough to call. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '****' : `${phone.slice(0, -8)}****${phone.slice(-4)}`
