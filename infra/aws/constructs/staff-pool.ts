import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccountRecovery, CfnUserPoolGroup, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { ROLES } from '../../../functions/api/claims.ts'

/**
 * Staff in Cognito, for a supplier without an identity provider. Administrators alone make people, by their id in the directory, and
 * put them into groups named like roles: neither can be changed by whoever signs in.
 */
export class StaffPool extends Construct {
  readonly pool: UserPool

  /** `isMfaOptional`: people choose whether they give a second factor. */
  constructor(scope: Construct, id: string, { isMfaOptional }: { readonly isMfaOptional: boolean }) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      featurePlan: FeaturePlan.ESSENTIALS,
      mfa: isMfaOptional ? Mfa.OPTIONAL : Mfa.REQUIRED,
      // An app on the phone. Text messages cost, and in China seldom arrive.
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    for (const role of ROLES) new CfnUserPoolGroup(this, role, { userPoolId: this.pool.userPoolId, groupName: role })
  }
}
