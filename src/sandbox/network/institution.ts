import { dataOf, type OfficeClient, OfficeRefused } from "../office-client.js";
import type { SampleInstitution } from "../samples/institutions.js";
import { institutionInput } from "../samples/descriptions.js";

/** Makes the institution unless it is there, and gives the address of its manifest. */
export const createInstitution = async (office: OfficeClient, institution: SampleInstitution): Promise<string> => {
  const params = { path: { heiId: institution.heiId } };
  if (!(await exists(office, institution.heiId))) await dataOf(office.PUT("/institutions/{heiId}", { params, body: institutionInput(institution) }));
  return (await dataOf(office.GET("/institutions/{heiId}/manifest", { params }))).url;
};

const exists = async (office: OfficeClient, heiId: string): Promise<boolean> => {
  try {
    await dataOf(office.GET("/institutions/{heiId}", { params: { path: { heiId } } }));
    return true;
  } catch (error) {
    if (error instanceof OfficeRefused && error.status === 404) return false;
    throw error;
  }
};
