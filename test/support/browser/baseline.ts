import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

// How each page looked when somebody last looked at it. UPDATE_BASELINES=1 takes them anew: open what has changed before committing it.

const BASELINES = join(import.meta.dirname, '../../browser/baselines')
/** Pages that do not look like their baseline, to be opened beside it. */
const SEEN = join(import.meta.dirname, '../../browser/seen')
/** Another browser or another font draws every letter otherwise: what the baselines were taken with. */
const TAKEN_WITH = join(BASELINES, 'taken-with.txt')
const isTaking = Boolean(process.env.UPDATE_BASELINES)

/** Edges of letters fall on other dots now and then. */
const TOLERATED = 0.003

/** Whether this browser draws as the one did by which the baselines were taken. */
export async function drawsAlike(page: Page): Promise<boolean> {
  const width = await page.evaluate<number>(
    `(() => { const pen = document.createElement('canvas').getContext('2d'); pen.font = '100px sans-serif'; return pen.measureText('承诺 Chengnuo 0123').width })()`,
  )
  const here = `Chromium ${page.context().browser()?.version()}, 承诺 Chengnuo 0123 is ${width} wide\n`
  if (isTaking) keep(TAKEN_WITH, Buffer.from(here))
  return existsSync(TAKEN_WITH) && readFileSync(TAKEN_WITH, 'utf8') === here
}

/** What is wrong with how the page looks; undefined: it looks as it did, or was to be taken anew. */
export async function unlike(page: Page, name: string): Promise<string | undefined> {
  const taken = await whenStill(page)
  const baseline = join(BASELINES, `${name}.png`)
  if (isTaking) return keep(baseline, taken)
  const share = existsSync(baseline) ? difference(readFileSync(baseline), taken) : 1
  if (share <= TOLERATED) return undefined
  const seen = join(SEEN, `${name}.png`)
  keep(seen, taken)
  return `${(share * 100).toFixed(1)} % of ${name} looks otherwise: compare ${seen}`
}

/** Twice the same: nothing is being loaded any more. */
async function whenStill(page: Page): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0)
  for (let look = 0; look < 20; look += 1) {
    await page.waitForTimeout(400)
    const next = await page.screenshot({ animations: 'disabled' })
    if (next.equals(last)) return next
    last = next
  }
  return last
}

/** The share of dots that differ; all of them where the sizes do. */
function difference(before: Buffer, after: Buffer): number {
  const [one, other] = [PNG.sync.read(before), PNG.sync.read(after)]
  const { width, height } = one
  if (width !== other.width || height !== other.height) return 1
  return pixelmatch(one.data, other.data, undefined, width, height) / (width * height)
}

function keep(file: string, content: Buffer): undefined {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}
