import type { Facts } from '../facts.ts'
import { ask, type Finding, good, looked, stop } from '../finding.ts'

/** Parameters by which text messages go to somebody else before SNS. */
const OTHER_TEXTS = ['WebhookUrl', 'AlibabaSms', 'TencentSms', 'TwilioSms']

/** There SNS sends no text messages, and there is no SES. */
const isChina = ({ region }: Facts): boolean => region.startsWith('cn-')

export function ofTexts(facts: Facts): readonly Finding[] {
  const others = OTHER_TEXTS.filter((name) => facts.parameters[name])
  if (others.length > 0)
    return [good(`短信先走 ${others.join('、')}`, `Text messages go by ${others.join(', ')} first`)]
  if (!isChina(facts))
    return looked('SNS', 'sns:GetSMSAttributes, sns:GetSMSSandboxAccountStatus', facts.sms, (sms) => ofSns(sms, facts))
  return [
    stop(
      `${facts.region} 的 SNS 不发短信：填 AlibabaSms=on、TencentSms=on 或 WebhookUrl，否则派单谁也收不到`,
      `SNS sends no text messages in ${facts.region}: say AlibabaSms=on, TencentSms=on or WebhookUrl, or nobody is paged`,
    ),
  ]
}

function ofSns(
  { spendLimitUsd, isSandbox }: { readonly spendLimitUsd: number; readonly isSandbox: boolean },
  { parameters, region }: Facts,
): readonly Finding[] {
  const alarmUsd = Number(parameters.SmsSpendAlarmUsd ?? 0)
  return [
    ...(isSandbox
      ? [
          ask(
            `SNS 短信还在沙盒里：只发得到验证过的号码，别人收不到派单。请申请：SNS → 移动 → 退出短信沙盒（${region}）`,
            `SNS still has SMS in its sandbox: only verified numbers get any, nobody else is paged. Ask: SNS → Mobile → exit SMS sandbox (${region})`,
          ),
        ]
      : []),
    spendLimitUsd <= 1
      ? ask(
          `SNS 每月最多花 ${spendLimitUsd} 美元，到顶就停发。请申请：Service Quotas → Amazon SNS → Account spend threshold，再设 SmsSpendAlarmUsd 为它的八成`,
          `SNS spends ${spendLimitUsd} USD a month at most, then pages stop. Ask: Service Quotas → Amazon SNS → Account spend threshold; then set SmsSpendAlarmUsd to 80 % of it`,
        )
      : good(`SNS 每月最多花 ${spendLimitUsd} 美元`, `SNS spends up to ${spendLimitUsd} USD a month`),
    ...(alarmUsd > spendLimitUsd
      ? [
          ask(
            `SmsSpendAlarmUsd 是 ${alarmUsd}，高过上限 ${spendLimitUsd}：这个告警永远不会响`,
            `SmsSpendAlarmUsd is ${alarmUsd}, above the limit of ${spendLimitUsd}: that alarm would never ring`,
          ),
        ]
      : []),
  ]
}

export function ofMails(facts: Facts): readonly Finding[] {
  if (facts.parameters.Smtp) return [good('邮件先走您的邮件服务器', 'Mail goes by your mail server first')]
  if (!isChina(facts))
    return looked('SES', 'ses:GetAccount, ses:GetEmailIdentity', facts.mail, (mail) => ofSes(mail, facts))
  return [
    stop(
      `${facts.region} 没有 SES：填 Smtp=on，邮件走您自己的邮件服务器`,
      `There is no SES in ${facts.region}: say Smtp=on, and mail goes by a mail server of yours`,
    ),
  ]
}

function ofSes(
  { isProduction, isSending, isVerified }: { isProduction: boolean; isSending: boolean; isVerified: boolean },
  { parameters: { MailFrom }, region }: Facts,
): readonly Finding[] {
  const sandbox = ask(
    `SES 还在沙盒里：只发得到验证过的地址。请申请：SES → 账户 → 申请生产访问权限（${region}）`,
    `SES is in its sandbox: mail reaches verified addresses alone. Ask: SES → Account dashboard → Request production access (${region})`,
  )
  if (!isSending)
    return [stop('SES 的发信被 AWS 暂停了：看 SES → 账户', 'SES: AWS has paused sending: see SES → Account dashboard')]
  if (!MailFrom) return isProduction ? [] : [sandbox]
  return [
    isVerified
      ? good(`${MailFrom} 可以发信`, `${MailFrom} may send mail`)
      : stop(
          `${MailFrom} 和它的域名都没有在 ${region} 验证：aws sesv2 create-email-identity --email-identity ${MailFrom.split('@')[1]}，再按提示加 DNS 记录`,
          `Neither ${MailFrom} nor its domain is verified in ${region}: aws sesv2 create-email-identity --email-identity ${MailFrom.split('@')[1]}, then add the DNS records that it names`,
        ),
    ...(isProduction ? [] : [sandbox]),
  ]
}
