import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const client = createClient<paths>({ baseUrl: process.env.SERVICE ?? "http://localhost:8080" });
const { data, error } = await client.GET("/aggregate", { params: { query: { parts: ["users", "products"] } } });
if (error) {
  throw new Error(`${error.title}: ${error.detail}`);
}
console.log(data.data.users?.[0]?.name ?? "no user");
for (const failed of data.errors) {
  console.log(`${failed.part} is missing: ${failed.message}`);
}
