import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { bundleAll } from '../../infra/aws/bundle.ts'
import { acknowledge } from '../../infra/aws/nag.ts'
import { createStacks } from '../../infra/aws/stacks.ts'
import type { PlanDocument } from '../../shared/plan/document.ts'
import { ARTIFACTS } from '../support/python-program.ts'

/** The stacks as `npm run synth` makes them, with these plans, ready for `cdk deploy --app`. Gives the folder. */
export async function synthesize(name: string, plans: readonly PlanDocument[]): Promise<string> {
  const outdir = join(ARTIFACTS, `assembly-${name}`)
  rmSync(outdir, { recursive: true, force: true })
  const bundles = await bundleAll(plans, join(ARTIFACTS, `lambda-${name}`))
  const app = new App({ outdir })
  const stacks = createStacks(app, (id) => Code.fromAsset(bundles[id]))
  acknowledge(stacks)
  app.synth()
  return outdir
}
