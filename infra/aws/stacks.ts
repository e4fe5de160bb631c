import { type App, Tags } from 'aws-cdk-lib'
import type { ConsoleSources } from './constructs/front.ts'
import { DataStack } from './data-stack.ts'
import { installationOf } from './installation.ts'
import { ObservabilityStack } from './observability-stack.ts'
import { type CodeOf, ServiceStack } from './service-stack.ts'

/** The three stacks, cut by lifetime: what is kept, what runs, what watches. Without `console` nothing stands before the API. */
export function createStacks(app: App, codeOf: CodeOf, console?: ConsoleSources) {
  const installation = installationOf(app.node.tryGetContext('stage'))
  const { stacks, name } = installation
  const data = new DataStack(app, `${stacks}Data`)
  const service = new ServiceStack(app, `${stacks}Service`, { data, codeOf, console, installation })
  const observability = new ObservabilityStack(app, `${stacks}Observability`, { service })
  Tags.of(app).add('project', name)
  return { data, service, observability }
}
