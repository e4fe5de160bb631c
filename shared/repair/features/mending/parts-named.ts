import { BadRequestError, fault } from '../../../kernel/errors.ts'
import type { Repair } from '../../state/repair.ts'

/** What says that a part was changed; `未更换` and the like say that none was. */
const CHANGED =
  /(?<!未|没|没有|无需|无须|不用|不必|不需|不需要|未予)(?:更换|换了|换上|换新|换掉|替换)|\b(?<!(?:not|nothing|never|no part was) )(?:replaced|swapped|changed|exchanged)\b/iu

/** The word by which a text says that a part was changed. */
export const changeNamed = (text: string): string | undefined => CHANGED.exec(text.normalize('NFKC'))?.[0]

/**
 * Parts are counted, charged and found again by what is named here, so what the text tells is asked for. Throws
 * BadRequestError when it says that a part was changed and none is named; `noParts` says that none was. Goods
 * that arrive wrong are replaced whole (H8).
 */
export function requireParts(
  { matter }: Repair,
  { done, parts, noParts }: { readonly done: string; readonly parts?: readonly string[]; readonly noParts?: boolean },
): void {
  if (matter === 'delivery') return
  if (noParts && parts?.length) throw new BadRequestError([fault('noParts', '已经写了配件', 'parts are named')])
  const word = changeNamed(done)
  if (word && !parts?.length && !noParts)
    throw new BadRequestError([
      fault(
        'parts',
        `“${word}”说明换过东西；写明每个配件，没有换就勾选“没有更换配件”`,
        `"${word}" says that something was changed; name each part, or tick "No part was changed" if none was`,
      ),
    ])
}
