// Styles become part of the bundle; pictures do too, as the address that an import of them gives.
declare module '*.css';
declare module '*.svg' {
  const address: string;
  export default address;
}
declare module '*.png' {
  const address: string;
  export default address;
}
