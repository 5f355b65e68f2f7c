"""XLS and XLSB, the extra `cmcn4[legacy]`, read in a process apart."""
