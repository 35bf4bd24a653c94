/** The dataset of what the portal itself holds on the person. No data map can name it: the sign is not allowed in a key. */
export const ownDataset = 'portal:own'
