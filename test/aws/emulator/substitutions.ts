import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHAPES } from '../../../workflows/shapes.ts'

/**
 * What the emulator cannot do yet, put differently for it. This is the only place where what test:aws deploys differs from what
 * is synthesized, and nothing but test:aws uses it. Seen with MiniStack 1.5.33.
 */
export function substitute(assembly: string): void {
  edit(join(assembly, 'ChengnuoService.template.json'), shortWaits)
  edit(join(assembly, 'ChengnuoObservability.template.json'), noMetricMath)
}

/**
 * `TimeoutSeconds: "{% $waitSeconds %}"` fails: the emulator takes numbers only. So every wait lasts at most so many seconds and
 * then asks the domain again, which answers that nothing is due yet. A checkpoint is acted on up to so much later than on AWS.
 */
const LONGEST_WAIT_SECONDS = 2
const DYNAMIC = '\\"TimeoutSeconds\\":\\"{% $waitSeconds %}\\"'
const shortWaits = (template: string): string => {
  const parts = template.split(DYNAMIC)
  const waits = Object.values(SHAPES).flatMap((shape) => Object.keys(shape.waits)).length
  if (parts.length !== waits + 1)
    throw new Error(`expected ${waits} timed waits in the state machines, found ${parts.length - 1}`)
  return parts.join(`\\"TimeoutSeconds\\":${LONGEST_WAIT_SECONDS}`)
}

/** Alarms on metric math are refused: they are left out, and test/infra alone speaks for them. */
const noMetricMath = (template: string): string => {
  const { Resources, ...rest } = JSON.parse(template)
  const kept = Object.entries<{ Type: string; Properties?: object }>(Resources).filter(
    ([, { Type, Properties }]) => !(Type === 'AWS::CloudWatch::Alarm' && Properties && 'Metrics' in Properties),
  )
  return JSON.stringify({ ...rest, Resources: Object.fromEntries(kept) })
}

export function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}
