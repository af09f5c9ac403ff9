/** The product's mark: a ring about to close around somebody. */
export function Mark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0f3238" />
      <path
        d="M16 6.5a9.5 9.5 0 1 1-8.6 5.45"
        fill="none"
        stroke="#eef6f5"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="16" cy="16" r="3.4" fill="#f0b13c" />
    </svg>
  )
}
