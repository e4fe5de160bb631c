import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleAll } from '../../infra/aws/bundle.ts'
import { FUNCTION_IDS } from '../../infra/aws/functions.ts'
import { loadPlans } from '../../infra/plans.ts'
import { coldStartBytes } from '../support/cold-start.ts'
import type { Figure, Measured } from './figures.ts'

/** Not where a deployment builds them. */
const OUT = join(import.meta.dirname, '../.artifacts/lambda')

/** How much each Lambda reads when it starts, and how long a fresh process takes to import it, its own start not counted. */
export async function measureBundles({ children }: { children: number }): Promise<Measured> {
  const folders = await bundleAll(loadPlans(), OUT)
  const entries = FUNCTION_IDS.map((id) => ({ id, file: join(folders[id], 'index.mjs'), runs: [] as number[] }))
  const nodeRuns: number[] = []
  // In turn, so that a busy moment of the machine does not fall on one function alone.
  for (let child = 0; child < children; child++) {
    nodeRuns.push(timeOf(() => inNode('0')))
    for (const { file, runs } of entries) runs.push(importMs(file))
  }
  const sizes = entries.map(({ id }) => ({ id, kB: coldStartBytes(folders[id]) / 1000 }))
  const largest = sizes.reduce((a, b) => (b.kB > a.kB ? b : a))
  return {
    figures: [
      { name: `largest read at a cold start (${largest.id})`, unit: 'kB', runs: [largest.kB], target: 400 },
      { name: 'plain Node: start to end of an empty process', unit: 'ms', runs: nodeRuns },
      ...entries.map(
        ({ id, runs }): Figure => ({ name: `${id}: import in plain Node`, unit: 'ms', runs, target: 120 }),
      ),
    ],
    notes: [
      'Import times are taken inside a fresh process around the import; most of each is the AWS SDK from node_modules.',
    ],
    faults: [],
    details: { sizes },
  }
}

const importMs = (file: string): number =>
  Number(
    inNode(
      `const from = performance.now(); await import('${pathToFileURL(file).href}'); console.log(performance.now() - from); process.exit()`,
    ),
  )

const inNode = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8', timeout: 30_000 })

function timeOf(work: () => void): number {
  const from = performance.now()
  work()
  return performance.now() - from
}
