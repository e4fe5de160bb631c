/** A Chinese mobile number as people read it out, `138 0013 8001`, a hotline as `400-800-1300`; others as they are. */
export const phoneShown = (phone: string): string =>
  phone.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3').replace(/^\+86([48]00)(\d{3})(\d{4})$/, '$1-$2-$3')
