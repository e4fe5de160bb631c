// Apart from the rest about numbers: whoever only sends needs no numbering plans.

/** Landlines of China take no text messages; of other countries the number alone does not say. */
export const isMobile = (phone: string): boolean => !phone.startsWith('+86') || /^\+861[3-9]\d{9}$/.test(phone)
