export declare function renderDocs(): Promise<string>;
