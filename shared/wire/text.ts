import { z } from 'zod'

/** What is said in both languages. */
export const bothLanguages = z.strictObject({ zh: z.string(), en: z.string() })
