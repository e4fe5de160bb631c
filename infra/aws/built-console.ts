import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import type { ConsoleSources } from './constructs/front.ts'

const BUILT = join(import.meta.dirname, '../../dist/console')

/** What `npm ci` has built. Throws where it could not: nobody wants to deploy a system without its console by mistake. */
export function builtConsole(): ConsoleSources {
  if (!existsSync(join(BUILT, 'index.html')))
    throw new Error('the console is not built: run `npm run console`, or deploy without it by `-c cloudFront=off`')
  return {
    page: Source.asset(BUILT, { exclude: ['assets', 'assets/**'] }),
    files: Source.asset(join(BUILT, 'assets')),
  }
}
