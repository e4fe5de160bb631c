import { type App, Tags } from 'aws-cdk-lib'
import type { ConsoleSources } from './constructs/front.ts'
import { DataStack } from './data-stack.ts'
import { ObservabilityStack } from './observability-stack.ts'
import { type CodeOf, ServiceStack } from './service-stack.ts'

/** The three stacks, cut by lifetime: what is kept, what runs, what watches. Without `console` nothing stands before the API. */
export function createStacks(app: App, codeOf: CodeOf, console?: ConsoleSources) {
  const data = new DataStack(app, 'ChengnuoData')
  const service = new ServiceStack(app, 'ChengnuoService', { data, codeOf, console })
  const observability = new ObservabilityStack(app, 'ChengnuoObservability', { service })
  Tags.of(app).add('project', 'chengnuo')
  return { data, service, observability }
}
