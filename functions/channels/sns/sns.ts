import type { AwsChannelKind } from '../kind.ts'

export const sns: AwsChannelKind = {
  name: 'sns',
  carries: 'text',
  // In the regions of China it sends no text messages.
  open: ({ AWS_REGION = '' }) =>
    AWS_REGION.startsWith('cn-') ? undefined : async () => (await import('./send.ts')).snsText(),
  aws: {
    // A phone number is no resource, so SMS needs every resource; excluding all topic ARNs leaves phone numbers only.
    rights: ({ partition }) => [{ actions: ['sns:Publish'], notResources: [`arn:${partition}:sns:*:*:*`] }],
  },
}
