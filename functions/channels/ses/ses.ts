import type { AwsChannelKind } from '../kind.ts'

export const ses: AwsChannelKind = {
  name: 'ses',
  carries: 'mail',
  open: ({ MAIL_FROM }) => (MAIL_FROM ? async () => (await import('./send.ts')).sesMail(MAIL_FROM) : undefined),
  aws: {
    parameters: {
      MAIL_FROM: {
        description:
          'Sender of e-mails to customers; the address or its domain is a verified SES identity in this region',
        allowedPattern: '^[^@\\s<>]+@[^@\\s<>]+$',
        constraintDescription: 'A bare e-mail address, such as service@example.cn.',
      },
    },
    // The sender's address and its domain: either may be the verified identity.
    rights: ({ partition, region, account, value, domainOf }) => [
      {
        actions: ['ses:SendEmail'],
        resources: [value('MAIL_FROM'), domainOf(value('MAIL_FROM'))].map(
          (identity) => `arn:${partition}:ses:${region}:${account}:identity/${identity}`,
        ),
      },
    ],
  },
}
