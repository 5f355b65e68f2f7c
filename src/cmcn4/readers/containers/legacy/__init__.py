"""XLS, XLSB and ODS, the extra `cmcn4[legacy]`, read in a process apart."""
