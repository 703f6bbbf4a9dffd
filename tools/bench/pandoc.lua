-- One conversion in a living pandoc for each line of standard input; answers with the processor's seconds.
-- arguments: from, to, file
local file = io.open(arg[3], "rb")
local data = file:read("a")
file:close()
for _ in io.lines() do
  local start = os.clock()
  pandoc.write(pandoc.read(data, arg[1]), arg[2])
  io.write(os.clock() - start, "\n")
  io.flush()
end
