import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

// How each page looked when somebody last looked at it. UPDATE_BASELINES=1 takes them anew: open what has changed before committing it.

const BASELINES = join(import.meta.dirname, 'baselines')
/** Pages that do not look like their baseline, to be opened beside it. */
const SEEN = join(import.meta.dirname, 'seen')

/** Another version of a browser or of a font draws edges otherwise: so much of a page may differ. */
const TOLERATED = 0.01

/** What is wrong with how the page looks; undefined: it looks as it did, or was to be taken anew. */
export async function unlike(page: Page, name: string): Promise<string | undefined> {
  const taken = await page.screenshot({ animations: 'disabled' })
  const baseline = join(BASELINES, `${name}.png`)
  if (process.env.UPDATE_BASELINES) return keep(baseline, taken)
  const share = existsSync(baseline) ? difference(readFileSync(baseline), taken) : 1
  if (share <= TOLERATED) return undefined
  const seen = join(SEEN, `${name}.png`)
  keep(seen, taken)
  return `${(share * 100).toFixed(1)} % of ${name} looks otherwise: compare ${seen}`
}

/** The share of dots that differ; all of them where the sizes do. */
function difference(before: Buffer, after: Buffer): number {
  const [one, other] = [PNG.sync.read(before), PNG.sync.read(after)]
  const { width, height } = one
  if (width !== other.width || height !== other.height) return 1
  return pixelmatch(one.data, other.data, undefined, width, height) / (width * height)
}

function keep(file: string, png: Buffer): undefined {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, png)
}
