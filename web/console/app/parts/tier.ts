import { text } from '../../../../shared/kernel/text.ts'
import type { Say } from '../words.ts'

/** What a tier of a roster is called; the last on each path is its manager. */
export const tierName = (tier: string, say: Say): string =>
  tier === 'manager' ? say(text('服务经理', 'manager')) : tier
