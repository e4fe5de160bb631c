import { type App, Tags } from 'aws-cdk-lib'
import { DataStack } from './data-stack.ts'
import { ObservabilityStack } from './observability-stack.ts'
import { type CodeOf, ServiceStack } from './service-stack.ts'

/** The three stacks, cut by lifetime: what is kept, what runs, what watches. */
export function createStacks(app: App, codeOf: CodeOf) {
  const data = new DataStack(app, 'ChengnuoData')
  const service = new ServiceStack(app, 'ChengnuoService', { data, codeOf })
  const observability = new ObservabilityStack(app, 'ChengnuoObservability', { service })
  Tags.of(app).add('project', 'chengnuo')
  return { data, service, observability }
}
