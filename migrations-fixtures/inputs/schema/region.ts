function readRegion(): string {
  const region = process.env['REGION'];
  if (!region) throw new Error('REGION is not set');
  return region;
}

export const region = readRegion();
