import type { Machine } from '../../shared/ports/machine.ts'

/** Channels, keys and what was handed over are known to the deployment, to Secrets Manager and CloudWatch, and not to this function. */
export const awsMachine: Machine = {
  facts: async () => ({
    host: 'aws',
    versions: { node: process.version },
    // The table is made so: `infra/aws/data-stack.ts`.
    backup: { kind: 'pointInTime' },
  }),
}
