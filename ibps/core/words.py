"""2,048 plain words, for the six that close a session: eleven bits a word, in the order of the alphabet.

The order and the words are part of the seal's format: a code in somebody's notes means the same for ever.
"""

from __future__ import annotations

from typing import Final

_LISTED: Final = """
abacus able above absent accent accept access acorn across action active actor adapt add adjust admire
adobe adopt adult advice afford again agave age agenda agent agile agree ahead aid aim air alarm album
alcove alder alert alike alive all allow almond almost aloe alone alpha alpine always amaze amber ample
amulet amuse anchor angle ankle annual answer antler anvil any apart appear apple apply april apron
arbor arcade arch arctic area arena argue arise armor around arrive arrow art artist ash ask aspen asset
assist aster atlas atom atrium attend attic august aurora author autumn avenue avoid awake award aware
away awning axis axle azure baby back bacon badge badger bagel bakery ball ballad ballet bamboo banana
band banjo bank banner bar barge bark barley barn barrel base basic basil basin basket batch bath baton
bay bayou bazaar beach beacon bead beagle beam beard beauty beaver become bed beech beetle before begin
behave behind being belfry bell bellow belong below belt bench bend bengal berry beryl beside best
better beyond big bill bind birch bird bison bistro bit bite black blaze blend blimp block bloom blouse
blow boat bobbin bobcat boil bold bolt bonnet bonsai bonus book boom boot border born borrow both bottle
bottom bounce bow bowl box brain branch brand brass brave bread breath breed breeze brick bridge bridle
brief bright bring broad bronze brook broom brown brunch brush bubble bucket buckle budget buffet bugle
build bulb bumper bunch bundle bunny buoy burger burlap burrow bus bush busy butter button buzz cabin
cable cactus cadet cafe cage cake calf calico call calm camel cameo camera camp campus can canal canary
candle candy canoe canvas canyon cape car carbon card care cargo carol carpet carrot carry cart carton
carve case cash cashew cast castle cat catch cattle cause cave caviar cedar celery cellar cello cement
center chain chair chalk chance change charm chart chase chat check cheek cheer cheese cherry chess
chest chief child chili chip chisel chive choice choose chorus chose cider cinema circle circus citrus
city civic claim clam clasp class clay clean clear clever click cliff climb clinic cloak clock close
closet cloth cloud clover club clue clump coach coast coat cobalt cobra cocoa code coffee coffer coil
coin cold collar color column comb comet comic common cone cook cookie cool copper copy coral cork corn
corner cosmos cost cotton couch cougar county couple course cousin cove cover cow coyote crab cradle
craft crane crate crayon cream create credit creek crepe crest crew crisp crocus crop cross crowd crown
cruise crumb crust cube cuckoo cup cure curl curry curve custom cute cycle cymbal dahlia daily daisy
damp dance dark data date dawn day dazzle deal decade decide deck decor deep degree delay delta deluxe
demand denim depend depot depth desert desire desk detail detect device devote dial diary differ dig
digit dine diner dinghy dinner direct dish ditch divide dizzy dock doctor dog doll dollar domain dome
donate done donkey doodle door double dove down dozen draft dragon draw drawer dream dress drift drill
drink drive drop drum dry duck dugout dune dusk dust duty dynamo each eager eagle ear earl early earn
earth ease easel easily east easy eat echo eclair eddy edge edit eel effort egg either elbow elder elect
eleven elixir elk elm else email ember emblem emerge empty emu enable enamel end energy engage engine
enjoy enough enter entire entry envoy epic equal equip era erase ermine errand escape essay estate even
event ever every evolve exact exceed excel except excite exist exit expand expect expert extend extra
eye fable fabric face fact factor fade fairy falcon fall family famous fan fancy far farm farmer fast
father faucet favor fawn feast feed feel fellow felt fence fennel fern ferret ferry fetch few fiber
fiddle field fiesta fifty fig figure file fill film filter final finch find fine finger finish fir fire
firm first fish fit five fix fjord flag flake flame flask flat flavor fleece flex flight flint flip
float flock flood floor flow fluent fluid flute fly foam focus fog fold folder folk follow food foot
force forest forget fork form formal fort forty forum fossil found fox frame frank free fresco fresh
friend frog front frost fruit fudge full fun funnel funny fuse future gable gadfly gadget gain galaxy
gallon gallop game gander gap garage garden garlic garnet gas gate gather gauge gaze gazebo gecko gem
genius genre gentle get geyser giant gift giggle ginger give glad glance glass gleam glide glider global
globe gloss glove glow glue gnome goat goblet goblin gold golf good goose gopher gorge gourd govern
grace grade grain grand grant grape graph grasp grass gravel gray great green greet grid grin grip
grotto group grove grow growth guard guava guess guest guide guitar gulf gull gust gym habit haiku hail
half hall halo hamlet hammer hand handle hangar happen happy harbor hard harp haste hat have hawk hazel
head heal health heart heat heavy hedge height helium hello helmet help hen herald herb hero heron
hidden high hill hinge hint hippo hire hive hobby hockey hold hollow holly home honest honey honor hood
hoof hook hop hope horn hornet host hot hotel hound house hover how hub huge human humble hummus humor
hungry hurry hut hyena ibex ice icon idea ideal igloo iguana image impact import inch income indeed
index indigo indoor infant inform ink inlet inn inner input insect inside intact intend invent invest
invite inward iris iron island issue item ivory ivy jackal jacket jade jaguar jam jar jaw jay jelly
jersey jet jewel jigsaw job jockey jog join joke jolly joy jug juice july jump jumper june jungle junior
just kayak kazoo keen keep kelp kennel kernel kettle key kick kidney kiln kilt kimono kind kiosk kite
kitten kiwi knee knit knock koala label lace ladder ladle lagoon lake lamb lamp lance land lapel larch
large lark laser lasso last latch late lathe laugh launch laurel lava lawn layer lead leader leaf leap
learn leave ledge ledger left leg legend lemon lemur lend length lens lentil less lesson let letter
level lever lichen lid life lift light like lilac lily lime limit limpet linden line linen link lion lip
liquid list listen liter little live lizard llama load loan lobby local lock locket locust lodge loft
log logic lonely long look loom loop lot lotus loud lounge love low loyal luck lucky lumber lunar lunch
lupin luxury lynx lyric macaw magic magnet magpie major make mallet mammal manage mango manner mantis
manual many map maple marble march margin marina mark market marlin maroon marry marsh mascot mask mason
mast master mat match math matrix matter may maybe mayor meadow meal mean medal media medium melody
melon member memory mend mental mentor menu merge merit merlin merry mesa metal meteor meter method
midday middle mild milk mill mimosa mind minnow minor mint minus minute mirror mitten mix moat mobile
mocha mode model modern modest mohair mole moment month mood moon moose mop more mosaic moss motel moth
mother motor motto mouse mouth move movie much mud muffin mug mule mural museum music mutual myrtle
myself myth name napkin narrow nation native nature navy near neat nebula neck nectar need needle nephew
nerve nest net nettle never news newt next nice nickel nimble nine nod noise nomad none noodle noon
normal north nose note notice notion nougat novel novice now nugget number nurse nut nutmeg nylon oak
oar oasis oat object oblige oboe obtain ocean odd offer often oil okay old olive omelet once onion only
onward onyx opal open opera option oral orange orbit orchid order organ origin oriole osprey other otter
out outer outlet output oval oven over owl own owner oxygen oyster pace pack packet paddle page pagoda
pail paint pal palace palm pan panda panel pansy pants papaya paper parade parcel parent park parka
parrot part pass past pasta pastel patch path patio pause pay peach peak peanut pearl pebble pecan pedal
pen pencil peony people pepper perch period permit person pesto petal phone photo phrase piano pick
pickle picnic pier pigeon pillar pillow pilot pin pine pink pint pipe piston pitch pivot pizza place
plan planet plank plant plate play plaza please pledge plenty plot plow plug plum plume plus pocket poem
poet poetry point polar polish polite pond pony pool poplar poppy porch port portal post poster pot
potato pound pour powder power praise prefer press pretty price pride print prior prism prize proof
proper proud prove public puddle puffin pull pulley pulp pulse pump pupil puppet puppy pure purple purse
push put puzzle quail quarry quart quartz quay queue quick quiet quill quilt quince quite quiver quiz
quote rabbit race rack radar radio radish raft raisin ranch random range ranger rapid rare rate rather
ratio raven raw razor reach ready reason recall recent recipe record reduce reed reef refer reform
region relax relay relief rely remain remind remote remove render renew rent repair repeat reply report
rescue result retire return reveal review reward rhythm ribbon rice rich riddle ride ridge rigid ring
ripple rise river road roast robe robin robot robust rock rocket roof room rope rose rotate rotor rough
round royal rub ruby rudder rug ruler run runway rural rush rust sable sack saddle safari safe sage
sailor salad salary salmon salon salt same sample sand sandal satin sauce saucer sauna save say scale
scan scarf scene scent school score scout screen script scroll scrub sculpt seal search season seat
second secret secure seed seek seem select self senior sense series sesame set seven shade shadow shake
shall shape share sharp shawl shed sheep shelf shell shield shift shine ship shirt shoe shop shore short
shout shovel show shrimp shrub shrug shy side sight sign signal silent silk silver simple since sing
singer single sip siren sister sit six size skate sketch ski skill skip skirt sky slate sled sleep
sleeve slice slide slight slim slope slow small smart smile smoke smooth snack snail snap snow snug soap
soccer social sock soda sofa soft soil solar solid solve sonata song soon sort sound soup source south
space spade spare spark speak speed spell spend sphere spice spider spin spiral spirit split sponge
spoon sport spot spray spread spring spruce square squash squid stable stack staff stage stair stamp
stand star start state statue stay steady steam steep stem step stew stick still stir stock stone stool
stop store stork storm story stove straw stream street string strong studio study style submit subtle
such sudden sugar suit summer summit sunny sunset super supply sure surf surge survey swan sweet swift
swim swing switch symbol syrup system table tackle tag tailor take talent talk tall talon tango tank tap
tape target tart task taste tavern taxi teach teal team teapot tell ten tender tennis tent term test
text thank theme theory thin thing think third thirty thorn thread three thrive throw thumb ticket tidy
tie tiger tight tile timber time tiny tip tissue title toast today toffee token tomato tone tongue tool
top topaz topic torch toss total touch tour toward tower town toy trace track trade trail train tram
travel tray treat treaty tree trend trial tribe trick trim trip trophy trout truck true trunk trust
truth try tube tulip tumble tuna tundra tune tunic tunnel turban turkey turn turnip turtle tutor tweed
twelve twenty twice twig twin twist type umber uncle under undo unfold unique unit until update uphold
upon upper upset urban urchin urge use useful usual vacuum vague valid valley value valve van vapor vary
vase vast vault velvet vendor verb verify verse very vessel vest video view vigor vine viola violet
violin virtue visa vision visit vista vital vivid voice vole volume voyage waffle wagon wake walk wall
walnut walrus wand want warden warm wash watch water wave wax way weasel weave web wedge well west whale
wharf what wheat wheel when while white who why wick wide widget width wild will willow wind window wing
winter wire wisdom wise wish with wizard wolf wombat wonder wool word work world worth wrap wreath wren
wrist writer yacht yak yam yard yarn year yellow yet yew yield yogurt yolk young youth zeal zebra zenith
zephyr zero zigzag zinc zipper zone zoo
"""

WORDS: Final[tuple[str, ...]] = tuple(_LISTED.split())
