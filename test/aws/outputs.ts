import { readFileSync } from 'node:fs'

/** What `cdk deploy --outputs-file` wrote of a deployment. */
export interface Outputs {
  readonly tableName: string
  readonly stateMachineArn: string
  readonly contractMachineArn: string
  readonly apiId: string
  /** Of the HTTP API itself, whether or not PublicUrl leads there yet. */
  readonly apiEndpoint: string
  readonly twilioSecretArn: string
  readonly hotlineSecretArn: string
  readonly linkSecretArn: string
}

export function readOutputs(file: string): Outputs {
  const stacks: Record<string, Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'))
  const outputs = Object.entries(Object.assign({}, ...Object.values(stacks)) as Record<string, string>)
  const output = (prefix: string): string => {
    const [, value] = outputs.find(([name]) => name.startsWith(prefix)) ?? []
    if (value === undefined) throw new Error(`${file} has no output ${prefix}…`)
    return value
  }
  return {
    tableName: output('ExportsOutputRefTable'),
    stateMachineArn: output('ExportsOutputRefRepairWorkflowStateMachine'),
    contractMachineArn: output('ExportsOutputRefContractWorkflowStateMachine'),
    apiId: output('ExportsOutputRefHttpEdgeApi'),
    apiEndpoint: output('HttpEdgeEndpoint'),
    twilioSecretArn: output('ExportsOutputRefTwilioAuthToken'),
    hotlineSecretArn: output('ExportsOutputRefHotlineSecret'),
    linkSecretArn: output('ExportsOutputRefLinkSecret'),
  }
}
