/** How long a released copy can be downloaded before it and its key are destroyed. */
export const downloadDays = 30
