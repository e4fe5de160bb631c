/** A Chinese mobile number as people read it out, `138 0013 8001`; others as they are. */
export const phoneShown = (phone: string): string => phone.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3')
