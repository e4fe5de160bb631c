/** Drawn in the line of the console; what they mean is always written beside them. */
const PATHS = {
  board: (
    <>
      <path d="M3 5h14M3 10h14M3 15h14" />
      <path d="M13 3v4M8 8v4M15 13v4" strokeWidth="2" />
    </>
  ),
  call: (
    <path d="M5 3h3l1.5 4-2 1.3a9 9 0 0 0 4.2 4.2l1.3-2 4 1.500v3a1.5 1.5 0 0 1-1.6 1.500A13 13 0 0 1 3.5 4.6 1.5 1.5 0 0 1 5 3Z" />
  ),
  roster: <path d="M3 4.5h14v13H3zM3 8.5h14M7 2.5v3M13 2.500v3M6 12h5M11 15h3" />,
  planned: <path d="M3 4.5h14v13H3zM3 8.5h14M7 2.5v3M13 2.5v3m-6 7.2 2.2 2.2 4-4.4" />,
  plans: <path d="M5 3h7l3 3v11H5zM8 8h4M8 11h4M8 14h2" />,
  ledger: <path d="M3 17h14M5 14V9M10 14V4M15 14v-3" strokeWidth="2" />,
  settings: (
    <>
      <circle cx="10" cy="10" r="2.5" />
      <path d="M10 2.5v2.500M10 15v2.500M2.500 10H5M15 10h2.500M4.700 4.700l1.800 1.800M13.500 13.500l1.800 1.800M15.300 4.700l-1.800 1.800M6.500 13.500l-1.800 1.800" />
    </>
  ),
  customers: <path d="M3 17V4h8v13M11 8h6v9M2 17h16M5.5 7h3M5.5 10h3M5.5 13h3M13.5 11h1.5M13.5 14h1.5" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13 13 4 4" />
    </>
  ),
  bell: <path d="M5 8a5 5 0 0 1 10 0c0 5 2 6 2 6H3s2-1 2-6M8.500 17h3" />,
  mute: <path d="M5 8a5 5 0 0 1 10 0c0 5 2 6 2 6H3s2-1 2-6M8.500 17h3M3 3l14 14" />,
  more: <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth="3" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
} as const
export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { name: IconName }) => (
  <svg className="ic" viewBox="0 0 20 20" aria-hidden="true">
    {PATHS[name]}
  </svg>
)

export const Mark = () => (
  <svg width="30" height="14" viewBox="0 0 30 14" aria-hidden="true">
    <path d="M1 3v8M1 7h17M29 1v12" fill="none" stroke="currentColor" strokeWidth="2" />
    <path d="m14.5 6.5 3 3.3 6-7.3" fill="none" stroke="currentColor" strokeWidth="2.2" />
  </svg>
)
