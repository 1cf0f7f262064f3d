import { dataOf, type OfficeClient, OfficeRefused } from "../office-client.js";
import type { SampleInstitution } from "../samples/institutions.js";
import { institutionInput } from "../samples/descriptions.js";

/** Makes the institution unless it is there, and gives the address of its manifest. */
export const createInstitution = async (office: OfficeClient, institution: SampleInstitution): Promise<{ readonly manifestUrl: string; readonly isNew: boolean }> => {
  const params = { path: { heiId: institution.heiId } };
  const isNew = !(await exists(office, institution.heiId));
  if (isNew) await dataOf(office.PUT("/institutions/{heiId}", { params, body: institutionInput(institution) }));
  const { url: manifestUrl } = await dataOf(office.GET("/institutions/{heiId}/manifest", { params }));
  return { manifestUrl, isNew };
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
