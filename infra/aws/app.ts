import { App } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { bundleAll } from './bundle.ts'
import { checkWithNag } from './nag.ts'
import { createStacks } from './stacks.ts'

const bundles = await bundleAll()
const app = new App()
const stacks = createStacks(app, (id) => Code.fromAsset(bundles[id]))
checkWithNag(app, stacks)
