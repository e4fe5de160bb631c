import { type Text, text } from '../../../kernel/text.ts'
import { isCaller } from '../../state/contact.ts'
import { isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// A wrong number, a child, an advertisement: one tap closes it, as long as nothing on file stands behind it. The archive keeps
// it, the manager reads the day's list, and whoever calls again from that number opens it again.

export type JunkAction = { type: 'closeAsJunk'; reason: string }

export const offers: Offers<JunkAction> = {
  closeAsJunk: {
    name: text('按无效报修关闭', 'Close as junk'),
    role: 'dispatcher',
    part: 'office',
    isAllowed: (repair) => isOpen(repair) && tiedTo(repair) === undefined,
    obstacle: (repair) => {
      const tied = isOpen(repair) ? tiedTo(repair) : undefined
      return (
        tied && {
          zh: `${tied.zh}已登记在案，不是误报；请征得对方同意后撤销`,
          en: `${tied.en} is on file, so it is no junk; withdraw it with their agreement`,
        }
      )
    },
  },
}

/** What of our files this repair is about, in words; undefined: nothing, so that it may be junk. */
function tiedTo({ customer, site, unit, contacts }: Repair): Text | undefined {
  if (customer) return { zh: `客户 ${customer.name} `, en: `customer ${customer.name}` }
  if (site) return { zh: `现场 ${site.name} `, en: `site ${site.name}` }
  if (unit?.model !== undefined) return { zh: `设备 ${unit.serial} `, en: `unit ${unit.serial}` }
  const contact = contacts.find((one) => !isCaller(one))
  return contact && { zh: `联系人 ${contact.name} `, en: `contact ${contact.name}` }
}
