import { App } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { loadForms } from '../forms.ts'
import { loadPlans } from '../plans.ts'
import { builtConsole } from './built-console.ts'
import { bundleAll } from './bundle.ts'
import { checkWithNag } from './nag.ts'
import { createStacks } from './stacks.ts'

const app = new App()
// `-c plans=folder` deploys other service plans than this repository's.
const forms = loadForms(app.node.tryGetContext('forms'))
const bundles = await bundleAll(loadPlans(app.node.tryGetContext('plans'), forms), undefined, forms)
// `-c cloudFront=off` leaves the console out, and what stands before the API: where CloudFront is not to be had.
const isFronted = app.node.tryGetContext('cloudFront') !== 'off'
const stacks = createStacks(app, (id) => Code.fromAsset(bundles[id]), isFronted ? builtConsole() : undefined)
checkWithNag(app, stacks)
