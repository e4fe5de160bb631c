import { fromMs, type Instant } from '../../../shared/kernel/instant.ts'
import type { ServiceRecord } from '../../../shared/knowledge/record.ts'
import type { PlanRule } from '../../../shared/plan/rules.ts'
import type { WarrantyFacts } from '../../../shared/warranty/warranty.ts'

const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]

/** A plan of these rules and nothing else. */
export const promising = (...rules: PlanRule[]) => ({ rules, workingHours: HOURS })

/** Noon in Shanghai, or the time that is given. */
export const on = (day: string, time = '12:00'): Instant => fromMs(Date.parse(`${day}T${time}:00+08:00`))

export const facts = (changes: Partial<WarrantyFacts> = {}): WarrantyFacts => ({
  acceptedOn: '2024-03-11',
  history: [],
  renewals: [],
  timezone: 'Asia/Shanghai',
  ...changes,
})

export const aRecord = (changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  repair: '250601-0001',
  plan: 'H',
  planVersion: 1,
  matter: 'fault',
  severity: 'standard',
  reportedAt: on('2025-06-01'),
  outcome: 'confirmed',
  symptoms: '黑屏',
  parts: [],
  failures: 0,
  ...changes,
})
