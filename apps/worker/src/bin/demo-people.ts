/** Requestors of the demo who write more than once. */
export const ana = { from: "ana.ruiz@northwind.example", name: "Ana Ruiz" };
export const tom = { from: "tom.becker@lindenhof.example", name: "Tom Becker" };
export const mei = { from: "mei.lin@harbor-logistics.example", name: "Mei Lin" };
export const customer = { from: "customer@client.example", name: "Cora Customer" };
export const omar = { from: "omar.haddad@brightlabs.example", name: "Omar Haddad" };
export const petra = { from: "petra@kovac-design.example", name: "Petra Kovač" };
